import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { finalize, type Observable } from 'rxjs';
import type { StaffId } from '#platform';
import { TooManyAtOnce } from './go-to.js';

/** Pages that one person may have in hand: as many as a browser asks for that opens its tabs again. */
export const MOST_AT_ONCE = 16;

/**
 * So that nobody who is signed in holds up everybody else. A page is in hand until its work is done, also where whoever asked
 * for it is gone: the database would else be kept busy by requests that are broken off.
 */
@Injectable()
export class AtOnceInterceptor implements NestInterceptor {
  private readonly inHand = new Map<StaffId, number>();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { viewer } = context.switchToHttp().getRequest<Request>().session;
    if (viewer === undefined) return next.handle();
    const { staff } = viewer;
    const before = this.inHand.get(staff) ?? 0;
    if (before >= MOST_AT_ONCE) throw new TooManyAtOnce();
    this.inHand.set(staff, before + 1);
    return next.handle().pipe(finalize(() => this.leave(staff)));
  }

  private leave(staff: StaffId): void {
    const left = (this.inHand.get(staff) ?? 1) - 1;
    if (left === 0) this.inHand.delete(staff);
    else this.inHand.set(staff, left);
  }
}

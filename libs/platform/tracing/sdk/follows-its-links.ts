import type { Attributes, Context, Link, SpanKind } from '@opentelemetry/api';
import {
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type Sampler,
  type SamplingResult,
} from '@opentelemetry/sdk-trace-node';
import { isSampled } from '../traceparent.js';

/**
 * For spans without a parent. A batch is recorded exactly where a trace that it takes further is, so that no recorded
 * trace breaks off half way; what follows from nothing is recorded for its share.
 */
export class FollowsItsLinks implements Sampler {
  private readonly share: TraceIdRatioBasedSampler;

  constructor(ratio: number) {
    this.share = new TraceIdRatioBasedSampler(ratio);
  }

  shouldSample(
    context: Context,
    traceId: string,
    _name: string,
    _kind: SpanKind,
    _attributes: Attributes,
    links: readonly Link[],
  ): SamplingResult {
    if (links.length === 0) return this.share.shouldSample(context, traceId);
    const followed = links.some((link) => isSampled(link.context));
    return { decision: followed ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD };
  }

  toString(): string {
    return `FollowsItsLinks{${this.share.toString()}}`;
  }
}

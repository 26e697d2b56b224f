import type pg from 'pg';
import { notFound } from '#platform';
import { listStates } from '#read-store';

/** Throws `PROJECTION.NO_VIEWS` where no projector has ever run: a rebuild would make its views in a database of others. */
export async function requireViews(pool: pg.Pool): Promise<void> {
  const states = await listStates(pool).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === '42P01') return [];
    throw error;
  });
  if (states.length === 0)
    throw notFound(
      'PROJECTION.NO_VIEWS',
      'The database that DATABASE_URL names holds no view of a hub: is it the right one? A projector makes them at its first start.',
    );
}

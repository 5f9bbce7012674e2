import { z } from 'zod';
import { serviceNamed } from '../registry.ts';
import { databaseSettings, httpSettings, internalSettings, wholeNumber } from '../shared/config/common-settings.ts';

/** The environment of catalog (domain.md 0.4). */
export const catalogConfig = z.object({
  ...httpSettings(serviceNamed('catalog').port),
  ...internalSettings,
  ...databaseSettings,
  /** How long answers are remembered inside the process; 0 for never. */
  CATALOG_MEMORY_MS: wholeNumber(1_000, 0),
});

export type CatalogConfig = z.infer<typeof catalogConfig>;

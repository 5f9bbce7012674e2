import type { Passage } from './passage.ts';
import { section1 } from './section-1.ts';
import { section2 } from './section-2.ts';
import { section3Services } from './section-3.ts';
import { section3Calls } from './section-3-calls.ts';
import { section3Pods } from './section-3-pods.ts';
import { section4 } from './section-4.ts';
import { section5Balancer } from './section-5-balancer.ts';
import { section5Brokers } from './section-5-brokers.ts';
import { section5Cache } from './section-5-cache.ts';
import { section5Cdn } from './section-5-cdn.ts';
import { section5Database } from './section-5-database.ts';
import { section5Functions, section5Queue } from './section-5-functions.ts';
import { section5Api, section5Buckets, section5Tables } from './section-5-storage.ts';
import { section6 } from './section-6.ts';
import { section6Matrix } from './section-6-matrix.ts';
import { section7 } from './section-7.ts';
import { section8 } from './section-8.ts';
import { section9 } from './section-9.ts';
import { section10 } from './section-10.ts';

/** Every table cell and every line of architecture.md sections 1 to 10, with the values that it documents. */
export const documentedPassages: readonly Passage[] = [
  ...section1,
  ...section2,
  ...section3Services,
  ...section3Calls,
  ...section3Pods,
  ...section4,
  ...section5Database,
  ...section5Cache,
  ...section5Brokers,
  ...section5Balancer,
  ...section5Cdn,
  ...section5Queue,
  ...section5Functions,
  ...section5Tables,
  ...section5Buckets,
  ...section5Api,
  ...section6,
  ...section6Matrix,
  ...section7,
  ...section8,
  ...section9,
  ...section10,
];

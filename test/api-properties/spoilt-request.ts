/** A valid request with one thing wrong. */
import fc, { type Arbitrary } from 'fast-check';
import type { ExampleRequest } from '../platform/example-request.ts';

/** Values that no member of these documents means. */
const wrong = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    -1,
    0,
    0.5,
    2 ** 31,
    2 ** 53,
    true,
    [],
    {},
    [null],
    'null',
    'NaN',
    '__proto__',
    '\u0000',
    '\ud800',
    "' OR 1=1 --",
    'a'.repeat(5_000),
    { $gt: '' },
    { toString: 1 },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

type Spoil = (request: ExampleRequest) => Arbitrary<ExampleRequest>;

const spoilMember: Spoil = (request) => {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return wrong.map((value) => ({ ...request, body: value }));
  const names = [...Object.keys(body), 'constructor', 'unknownMember'];
  return fc
    .tuple(fc.constantFrom(...names), wrong)
    .map(([name, value]) => ({ ...request, body: { ...body, [name]: value } }));
};
const dropMember: Spoil = (request) => {
  const { body } = request;
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  if (names.length === 0) return fc.constant({ ...request, body: undefined });
  return fc.constantFrom(...names).map((dropped) => ({
    ...request,
    body: Object.fromEntries(Object.entries(body as object).filter(([name]) => name !== dropped)),
  }));
};
const spoilQuery: Spoil = (request) => {
  const [path = '', query = ''] = request.path.split('?', 2);
  const names = [...new URLSearchParams(query).keys(), 'page', 'limit', 'sort'];
  return fc
    .tuple(
      fc.constantFrom(...names),
      fc.constantFrom('', '-1', '0', 'x', '1e9', '99999999999999999999', '%00', '%E0%A4%A', "'", '[]'),
    )
    .map(([name, value]) => ({ ...request, path: `${path}?${name}=${value}` }));
};
const spoilPath: Spoil = (request) => {
  const segments = request.path.split('?', 1)[0]!.split('/');
  return fc
    .tuple(
      fc.integer({ min: 2, max: Math.max(2, segments.length - 1) }),
      fc.constantFrom('x', '%00', '%E0%A4%A', '..', '%2e%2e', "'", 'null', '%C3%A9', 'a'.repeat(300)),
    )
    .map(([at, value]) => ({
      ...request,
      path: encodeURI(segments.with(Math.min(at, segments.length - 1), '').join('/')) + value,
    }));
};

/** Spoils one thing: a member, a missing member, a query, the path. */
export function spoilt(valid: Arbitrary<ExampleRequest>): Arbitrary<ExampleRequest> {
  return fc
    .tuple(valid, fc.constantFrom(spoilMember, spoilMember, dropMember, spoilQuery, spoilPath))
    .chain(([request, spoil]) => spoil(request));
}

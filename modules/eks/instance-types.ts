/** Families before Nitro: their network cards take no address prefixes (Amazon VPC CNI, prefix delegation; ruling B1). */
const beforeNitro = new Set(
  't1 t2 m1 m2 m3 m4 c1 c3 c4 r3 r4 i2 i3 d2 h1 x1 x1e p2 p3 g2 g3 g3s f1 cc2 cr1 hs1 a1'.split(' '),
);

/** Processor of an EC2 type: Graviton families have a `g` right after the generation (EC2 naming conventions); undefined if it is no EC2 type. */
export function architectureOf(instanceType: string): 'x86_64' | 'arm64' | undefined {
  const family = /^(?<family>[a-z]+\d+[a-z]*)\.\d*[a-z]+$/.exec(instanceType)?.groups?.family;
  if (family === undefined) return undefined;
  return family === 'a1' || /^[a-z]+\d+g/.test(family) ? 'arm64' : 'x86_64';
}

/** Whether pods on this type get their addresses from prefixes, and so more slots than the network card has addresses. */
export function takesPrefixes(instanceType: string): boolean {
  return !beforeNitro.has(instanceType.split('.')[0] ?? '');
}

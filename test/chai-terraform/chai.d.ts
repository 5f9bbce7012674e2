/** What chai-terraform.ts adds to chai's assertions. */
declare namespace Chai {
  interface Assertion {
    /** Some resource of `type` has at least `properties` (Terraform names, snake_case). */
    resource(type: string, properties?: Readonly<Record<string, unknown>>): Assertion;
    /** There are exactly `count` resources of `type`. */
    resourceCount(type: string, count: number): Assertion;
  }
}

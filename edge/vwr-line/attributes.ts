import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as DynamoDB spells it. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** A number as DynamoDB spells it. */
export function asNumber(value: number): AttributeValue {
  return { N: String(value) };
}

/** A text as DynamoDB spells it. */
export function asText(value: string): AttributeValue {
  return { S: value };
}

/** The number of an attribute; `absent` where there is none. */
export function numberIn(item: Item, name: string, absent = 0): number {
  const value = Number(item[name]?.N);
  return Number.isFinite(value) ? value : absent;
}

/** The text of an attribute; undefined where there is none. */
export function textIn(item: Item, name: string): string | undefined {
  return item[name]?.S;
}

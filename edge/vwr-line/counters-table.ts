import {
  type DynamoDBClient,
  GetItemCommand,
  ScanCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Draw } from '../lottery/drawn-places.ts';
import { asNumber, asText, type Item, numberIn, textIn } from './attributes.ts';
import type {
  LineMode,
  LineMove,
  LineState,
  PaceStep,
  PlaceCounters,
  PlaceLease,
  ServingCounters,
  TierTwo,
} from './line-state.ts';
import { isConditionFailed } from './table-errors.ts';

/** The table of counters (architecture.md 5.8): one item per event, made by whoever activates the waiting room. */
export class CountersTable implements PlaceCounters, ServingCounters {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async read(eventId: string): Promise<LineState | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: { eventId: asText(eventId) }, ConsistentRead: true }),
    );
    return item === undefined ? undefined : stateOf(item);
  }

  async lease(eventId: string, places: number, unused: number): Promise<PlaceLease | undefined> {
    const state = await this.#update({
      Key: { eventId: asText(eventId) },
      UpdateExpression: 'ADD nextPosition :places, unusedPlaces :unused',
      ConditionExpression: 'isActive = :yes',
      ExpressionAttributeValues: { ':places': asNumber(places), ':unused': asNumber(unused), ':yes': { BOOL: true } },
    });
    return state && { first: state.nextPosition - places + 1, last: state.nextPosition, state };
  }

  async active(): Promise<readonly LineState[]> {
    const states: LineState[] = [];
    let from: Record<string, Item[string]> | undefined;
    do {
      const page = await this.#client.send(
        new ScanCommand({
          TableName: this.#table,
          ConsistentRead: true,
          FilterExpression: 'isActive = :yes',
          ExpressionAttributeValues: { ':yes': { BOOL: true } },
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      states.push(...(page.Items ?? []).map(stateOf));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return states;
  }

  async move({ eventId, seen, servingCounter, advancer, step }: LineMove): Promise<LineState | undefined> {
    return this.#update({
      Key: { eventId: asText(eventId) },
      UpdateExpression:
        'SET servingCounter = :to, beat = :beat, advancer = :advancer' +
        (step === undefined ? '' : ', steppedAt = :at, updatedAt = :at, pace = :pace, plannedPerSecond = :planned'),
      // The counter never moves back and never passes the tail (ruling B22), whatever a caller asks for.
      ConditionExpression:
        'isActive = :yes AND (beat = :seen OR (attribute_not_exists(beat) AND :seen = :none)) AND ' +
        'servingCounter = :from AND servingCounter <= :to AND nextPosition >= :to',
      ExpressionAttributeValues: {
        ':to': asNumber(servingCounter),
        ':from': asNumber(seen.servingCounter),
        ':seen': asNumber(seen.beat),
        ':none': asNumber(0),
        ':beat': asNumber(seen.beat + 1),
        ':advancer': advancer === null ? { NULL: true } : asText(advancer),
        ':yes': { BOOL: true },
        ...(step === undefined
          ? {}
          : {
              ':at': asNumber(step.at),
              ':pace': asText(JSON.stringify(step.pace)),
              ':planned': asNumber(step.plannedPerSecond),
            }),
      },
    });
  }

  /** The line after an update, or undefined when its condition did not hold. */
  async #update(input: Omit<UpdateItemCommandInput, 'TableName' | 'ReturnValues'>): Promise<LineState | undefined> {
    try {
      const { Attributes: item } = await this.#client.send(
        new UpdateItemCommand({ ...input, TableName: this.#table, ReturnValues: 'ALL_NEW' }),
      );
      return item === undefined ? undefined : stateOf(item);
    } catch (error) {
      if (isConditionFailed(error)) return undefined;
      throw error;
    }
  }
}

/** An item that holds the documented attributes alone is a whole line too. */
function stateOf(item: Item): LineState {
  return {
    eventId: textIn(item, 'eventId') ?? '',
    nextPosition: numberIn(item, 'nextPosition'),
    servingCounter: numberIn(item, 'servingCounter'),
    isActive: item.isActive?.BOOL === true,
    epoch: numberIn(item, 'epoch'),
    mode: modeOf(textIn(item, 'mode')),
    opensAt: numberIn(item, 'opensAt'),
    commitment: textIn(item, 'commitment') ?? null,
    draw: drawOf(item),
    isPaused: item.isPaused?.BOOL === true,
    batchSize: item.batchSize === undefined ? null : numberIn(item, 'batchSize'),
    tier2: tierTwoOf(textIn(item, 'tier2') ?? 'null'),
    plannedPerSecond: item.plannedPerSecond === undefined ? null : numberIn(item, 'plannedPerSecond'),
    pace: paceOf(textIn(item, 'pace') ?? '[]'),
    advancer: textIn(item, 'advancer') ?? null,
    beat: numberIn(item, 'beat'),
    steppedAt: numberIn(item, 'steppedAt'),
  };
}

function modeOf(text: string | undefined): LineMode {
  return text === 'lottery' || text === 'pass' || text === 'closed' ? text : 'queue';
}

function drawOf(item: Item): Draw | null {
  const key = textIn(item, 'drawKey');
  return key === undefined ? null : { key: Buffer.from(key, 'hex'), entries: numberIn(item, 'drawEntries') };
}

function tierTwoOf(text: string): TierTwo | null {
  const said: unknown = JSON.parse(text);
  if (typeof said !== 'object' || said === null) return null;
  const { free, waiting, waitSeconds, at }: Partial<Readonly<Record<string, unknown>>> = { ...said };
  if (typeof free !== 'number' || typeof waiting !== 'number' || typeof at !== 'number') return null;
  return { free, waiting, waitSeconds: typeof waitSeconds === 'number' ? waitSeconds : null, at };
}

function paceOf(text: string): PaceStep[] {
  const steps: unknown = JSON.parse(text);
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step: unknown): PaceStep[] => {
    const pair: readonly unknown[] = Array.isArray(step) ? step : [];
    const [milliseconds, places] = pair;
    return typeof milliseconds === 'number' && typeof places === 'number' ? [[milliseconds, places]] : [];
  });
}

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type AuditEntry, type Room, type RoomMode, roomModes } from './room.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/** The attributes that edge/vwr-line gives a line, as the operator sees them. An item without counters is no room. */
export function roomOf(item: Item): Room | undefined {
  if (item.nextPosition === undefined) return undefined;
  const mode = item.mode?.S;
  return {
    eventId: item.eventId?.S ?? '',
    isActive: item.isActive?.BOOL === true,
    mode: isMode(mode) ? mode : 'queue',
    opensAt: numberOf(item.opensAt),
    isPaused: item.isPaused?.BOOL === true,
    batchSize: item.batchSize === undefined ? null : numberOf(item.batchSize),
    nextPosition: numberOf(item.nextPosition),
    servingCounter: numberOf(item.servingCounter),
    commitment: item.commitment?.S ?? null,
    isDrawn: item.drawKey !== undefined,
    steppedAt: numberOf(item.steppedAt),
  };
}

/** The entries of an audit item, oldest first; what is no entry is passed over. */
export function auditEntriesOf(item: Item): AuditEntry[] {
  return (item.entries?.L ?? []).flatMap(({ M: entry }) => {
    const details: unknown = JSON.parse(entry?.details?.S ?? '{}');
    const { at, operator, action } = entry ?? {};
    if (at?.S === undefined || operator?.S === undefined || action?.S === undefined) return [];
    const said = typeof details === 'object' && details !== null ? Object.fromEntries(Object.entries(details)) : {};
    return [{ at: at.S, operator: operator.S, action: action.S, details: said }];
  });
}

/** An audit entry as DynamoDB spells it. */
export function auditAttribute({ at, operator, action, details }: AuditEntry): AttributeValue {
  return {
    M: { at: { S: at }, operator: { S: operator }, action: { S: action }, details: { S: JSON.stringify(details) } },
  };
}

function numberOf(value: AttributeValue | undefined): number {
  const number = Number(value?.N);
  return Number.isFinite(number) ? number : 0;
}

function isMode(text: string | undefined): text is RoomMode {
  return roomModes.some((mode) => mode === text);
}

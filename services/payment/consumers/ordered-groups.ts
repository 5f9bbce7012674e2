/**
 * Cuts events into groups in which each thing has events of one type only. Within such a group types may be applied in
 * any order, many at a time; the groups themselves stay in order. Ten thousand purchases give few groups, a thing that
 * is asked for, withdrawn and asked for again gives three.
 */
export function inOrderedGroups<E extends { readonly type: string; readonly referenceId: string }>(
  events: readonly E[],
): E[][] {
  const groups: E[][] = [];
  let current: E[] = [];
  const typeOf = new Map<string, string>();
  for (const event of events) {
    const seen = typeOf.get(event.referenceId);
    if (seen !== undefined && seen !== event.type) {
      groups.push(current);
      current = [];
      typeOf.clear();
    }
    current.push(event);
    typeOf.set(event.referenceId, event.type);
  }
  if (current.length > 0) groups.push(current);
  return groups;
}

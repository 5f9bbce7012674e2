const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;

/** The two times of a row as ISO text. */
export const isoColumns = `${iso('created_at')}, ${iso('updated_at')}`;
/** Of a row that never changes. */
export const isoCreated = iso('created_at');

/**
 * SQL by which a column's values of some kB stay in their page and uncompressed: on the paths that every event takes the
 * processor is scarcer than the disk, and pglz is what an insert of such a row would mostly cost.
 */
export function keepInline(table: string, column: string): string {
  return `alter table ${table} alter column ${column} set storage external;
alter table ${table} set (toast_tuple_target = 8160);`;
}

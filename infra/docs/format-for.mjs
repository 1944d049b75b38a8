import { format, resolveConfig } from 'prettier';

/** What is generated stands as it would if somebody had written it. */
export async function formatFor(file, text) {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

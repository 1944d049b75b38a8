import type { z } from 'zod';
import { describeIssue, pathText } from '../failure/describe-issue.js';
import { Failure } from '../failure/failure.js';

/** Reads a query, a parameter or a body. @throws Failure `invalid`, naming the first field that is wrong */
export function readInput<Input>(schema: z.ZodType<Input>, value: unknown): Input {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw new Failure('invalid', 'the input is not as it should be');
  const field = pathText(issue.path);
  throw new Failure('invalid', describeIssue(issue), field === '' ? {} : { field });
}

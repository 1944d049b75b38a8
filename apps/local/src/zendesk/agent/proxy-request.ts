import { SignJWT } from 'jose';
import { z } from 'zod';

export interface Installation {
  /** Seen by the app. */
  readonly settings: Readonly<Record<string, string>>;
  /** Never leave the server; stand in for `{{setting.<name>}}`. */
  readonly secureSettings: Readonly<Record<string, string>>;
  /** Hosts to which requests with secure settings may go. */
  readonly domainWhitelist: readonly string[];
}

/** What an app may say in `client.request`: Zendesk docs, Apps framework, Client API. */
const requestSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  type: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  headers: z.record(z.string(), z.string()).default({}),
  data: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  contentType: z.string().default('application/x-www-form-urlencoded; charset=UTF-8'),
  secure: z.boolean().default(false),
  jwt: z
    .object({
      algorithm: z.literal('HS256'),
      secret_key: z.string().min(1),
      /** Seconds. */
      expiry: z.number().int().positive().max(3_600).default(60),
      claims: z.record(z.string(), z.unknown()).default({}),
    })
    .optional(),
});
type AppRequest = z.infer<typeof requestSchema>;

export interface ProxiedAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly responseText: string;
}

const TIMEOUT_MS = 25_000;

/**
 * Does a request for an app, on the server: settings that are secure, and what is signed with them, never reach the browser,
 * and leave only for hosts that the app's manifest names.
 */
export async function proxyRequest(input: unknown, installation: Installation): Promise<ProxiedAnswer> {
  const { data: request, error } = requestSchema.safeParse(input);
  if (error !== undefined) return refused(400, error.issues[0]?.message ?? 'not a request');
  const isSecret = request.secure || request.jwt !== undefined;
  if (isSecret && !installation.domainWhitelist.includes(new URL(request.url).host))
    return refused(403, `${new URL(request.url).host} is not in the app's domainWhitelist`);
  try {
    const fill = request.secure ? await filling(request, installation) : (text: string) => text;
    const response = await fetch(fill(request.url), callOf(request, fill));
    return { status: response.status, statusText: response.statusText, responseText: await response.text() };
  } catch {
    return refused(502, 'the host did not answer');
  }
}

function callOf(request: AppRequest, fill: (text: string) => string): RequestInit {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, fill(value)] as const);
  const hasBody = request.data !== undefined && request.type !== 'GET';
  return {
    method: request.type,
    headers: { ...Object.fromEntries(headers), ...(hasBody && { 'content-type': request.contentType }) },
    ...(hasBody && { body: fill(bodyOf(request)) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
}

async function filling(
  { jwt }: AppRequest,
  { settings, secureSettings }: Installation,
): Promise<(text: string) => string> {
  const fillSettings = (text: string) =>
    text.replace(
      /\{\{setting\.(\w+)\}\}/g,
      (placeholder, name: string) => secureSettings[name] ?? settings[name] ?? placeholder,
    );
  if (jwt === undefined) return fillSettings;
  const key = new TextEncoder().encode(fillSettings(jwt.secret_key));
  const token = await new SignJWT(jwt.claims)
    .setProtectedHeader({ alg: jwt.algorithm, typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime(`${jwt.expiry}s`)
    .sign(key);
  return (text) => fillSettings(text).replaceAll('{{jwt.token}}', token);
}

function bodyOf({ data }: AppRequest): string {
  return typeof data === 'string' ? data : JSON.stringify(data);
}

function refused(status: number, why: string): ProxiedAnswer {
  return { status, statusText: 'refused', responseText: JSON.stringify({ error: why }) };
}

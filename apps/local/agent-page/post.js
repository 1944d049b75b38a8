/** Posts JSON to this server; rejects with what it said where it refused. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`refused with ${response.status}: ${await response.text()}`);
  return response.json();
}

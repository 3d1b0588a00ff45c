import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { operatorContracts, type OperatorContracts } from '../cloudfunctions/operator/contract';
import { LOCAL_OWNERS } from './local-owners';

const help = `npm run operator -- <action> '<json>' [--csv <file>] [--second | --as <openid>] [--request-id <id>]

  actions       ${Object.keys(operatorContracts).join(', ')}
  --csv         a file that goes along as the input's csv
  --second      as the second local owner, where two people are needed
  --as          as whoever owns or operates the community, where it has no local owners
  --request-id  the same id is the same wish; without it a new one is made
  PORT=<number> where the server runs (default 8787)

  npm run operator -- account '{"memberId":"…"}'
  npm run operator -- importCodes '{"itemId":"…","variantId":""}' --csv codes.csv
  npm run operator -- grantRole '{"memberId":"…","role":"moderator","reason":"…"}'
`;

/** Calls the operator door of the running server as a local owner, and prints what it answers. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      csv: { type: 'string' },
      second: { type: 'boolean' },
      as: { type: 'string' },
      'request-id': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [action = '', json = '{}'] = positionals;
  if (values.help || !action) return void process.stdout.write(help);
  const event = {
    action,
    input: inputFrom(json, values.csv),
    ...(changes(action) ? { requestId: values['request-id'] ?? `operator-${randomUUID()}` } : {}),
  };
  const answer = await call(values.as ?? LOCAL_OWNERS[values.second ? 1 : 0], event);
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  if (!answer.ok) process.exitCode = 1;
}

function inputFrom(json: string, csvFile: string | undefined): unknown {
  let input: unknown;
  try {
    input = JSON.parse(json);
  } catch {
    throw new Error(`The input is not JSON: ${json}`);
  }
  if (csvFile === undefined || typeof input !== 'object') return input;
  return { ...input, csv: textOf(csvFile) };
}

/** Spreadsheets here save UTF-8 or GBK, as their owner likes. */
function textOf(file: string): string {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

/** An action that the door does not know is sent as it is: the door says so. */
const changes = (action: string): boolean =>
  Object.hasOwn(operatorContracts, action) && operatorContracts[action as keyof OperatorContracts].changes;

async function call(openid: string, event: object): Promise<{ ok: boolean }> {
  const url = `http://127.0.0.1:${process.env.PORT || 8787}/cloud/functions/operator`;
  const headers = { 'content-type': 'application/json', 'x-wx-openid': openid };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(event) });
    return (await response.json()) as { ok: boolean };
  } catch {
    throw new Error(`Nothing answers at ${url}. Start the server first: npm start`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

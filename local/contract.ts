import { toJsonSchema } from '@valibot/to-json-schema';
import { commonRefusals, type ActionContract } from '../cloudfunctions/community/contract';
import { memberContracts } from '../cloudfunctions/member/contract';
import { operatorContracts } from '../cloudfunctions/operator/contract';
import { RequestIdSchema } from '../cloudfunctions/platform/event';

const doors: Readonly<Record<string, Readonly<Record<string, ActionContract>>>> = {
  member: memberContracts,
  operator: operatorContracts,
};

/** Every action of every door, as JSON that a client or a fuzzer can be written from. */
export function contract() {
  return {
    call: 'POST /cloud/functions/<door>, header x-wx-openid, body {action, input, requestId}',
    requestId: toJsonSchema(RequestIdSchema),
    refusals: commonRefusals,
    actions: Object.entries(doors).flatMap(([door, contracts]) =>
      Object.values(contracts).map((action) => ({
        door,
        action: action.action,
        changes: action.changes,
        requestId: action.changes ? 'required' : 'absent',
        callers: action.callers,
        input: schemaOf(action.input),
        answer: schemaOf(action.answer),
        refusals: Object.fromEntries(
          Object.entries(action.refusals).map(([code, data]) => [code, data && schemaOf(data)]),
        ),
      })),
    ),
  };
}

const schemaOf = (schema: ActionContract['input']) => toJsonSchema(schema, { target: 'draft-2020-12' });

if (require.main === module) process.stdout.write(`${JSON.stringify(contract(), null, 2)}\n`);

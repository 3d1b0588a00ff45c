import { collections } from '../../../cloudfunctions/community/collections';
import { startTestGateway } from '../../../local/gateway/testing';

/** The gateway in a process of its own: says where it is. */
async function main(): Promise<void> {
  const textbook = ['bench_stock', 'bench_buyers'].map((name) => ({ name, indexes: [] }));
  const member = { path: 'member', direction: 1 } as const;
  const orders = { name: 'bench_orders', indexes: [{ name: 'member', fields: [member] }] };
  const gateway = await startTestGateway({ collections: [...collections, ...textbook, orders] });
  process.once('disconnect', () => void gateway.close().then(() => process.exit(0)));
  process.send?.({ sdkEnvironment: gateway.sdkEnvironment });
}

void main();

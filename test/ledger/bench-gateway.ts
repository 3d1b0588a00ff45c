import { collections } from '../../cloudfunctions/community/collections';
import { startTestGateway } from '../../local/gateway/testing';

/** The gateway in a process of its own: says where it is, and on request how many calls it has served since. */
async function main(): Promise<void> {
  const textbook = ['bench_accounts', 'bench_entries'].map((name) => ({ name, indexes: [] }));
  const gateway = await startTestGateway({ collections: [...collections, ...textbook] });
  process.on('message', (message) => {
    if (message !== 'calls') return;
    process.send?.({ calls: gateway.gateway.calls.total });
    gateway.gateway.calls.reset();
  });
  process.once('disconnect', () => void gateway.close().then(() => process.exit(0)));
  process.send?.({ sdkEnvironment: gateway.sdkEnvironment });
}

void main();

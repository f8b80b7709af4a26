import { flushCompileCache } from 'node:module';
import { startLocalAws } from '../../../lambdas/local/aws/start-local-aws.ts';

/** A local AWS in a process of its own, to be killed: `node local-aws.child.ts <folder>`. Tells its endpoints and waits. */
const [dataDir = ''] = process.argv.slice(2);
const aws = await startLocalAws({ dataDir });
// Who is killed writes nothing at his end.
flushCompileCache();
process.stdout.write(`${JSON.stringify(aws.endpoints)}\n`);
process.stdin.on('end', () => process.exit(1)).resume();

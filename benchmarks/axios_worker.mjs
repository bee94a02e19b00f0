// wechatpay-axios-plugin as a contender: orders and costs as `benchmarks/worker.py` has them, one JSON a line.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { Agent } from 'node:http';

// It is installed for the checks of the contract alone.
const { Wechatpay } = createRequire(new URL('../tests/contract/package.json', import.meta.url))('wechatpay-axios-plugin');
const { keys, port, keyId, mchid, serial, cases } = JSON.parse(process.argv[2]);
const wxpay = new Wechatpay({
  mchid,
  serial,
  privateKey: readFileSync(`${keys}/key.pem`),
  certs: { [keyId]: readFileSync(`${keys}/public.pem`) },
  baseURL: `http://127.0.0.1:${port}`,
  httpAgent: new Agent({ keepAlive: true, maxSockets: 500 }),
  headers: { Accept: 'application/json' },
});

const call = ([path, body]) => wxpay.chain(path.slice(1)).post(body);
const inFlight = async (what, calls, flights) => {
  let left = calls;
  await Promise.all(Array.from({ length: flights }, async () => {
    while (left-- > 0) await call(what);
  }));
};

for await (const line of createInterface({ input: process.stdin })) {
  const { case: name, calls, flights } = JSON.parse(line);
  const cpu = process.cpuUsage();
  const begun = process.hrtime.bigint();
  await inFlight(cases[name], calls, flights);
  const { user, system } = process.cpuUsage(cpu);
  const wall = Number(process.hrtime.bigint() - begun) / 1e9;
  console.log(JSON.stringify({ cpu: (user + system) / 1e6, wall, lags: [], max_rss: process.resourceUsage().maxRSS }));
}

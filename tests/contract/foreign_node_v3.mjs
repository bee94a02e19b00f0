// wechatpay-node-v3 at the sandbox: calls, certificates, notifications. Standard input: see check_foreign_clients.py.
import { readFileSync } from 'node:fs';
import plugin from 'wechatpay-node-v3';

const WxPay = plugin.default ?? plugin;
const given = JSON.parse(readFileSync(0, 'utf8'));
const OFFICIAL = 'https://api.mch.weixin.qq.com';

const pay = new WxPay({
  appid: 'wx1', mchid: given.mchid, publicKey: Buffer.from(given.certificate), privateKey: Buffer.from(given.privateKey),
  key: given.apiv3Key,
});
// It knows one host; what it sends there is sent to the sandbox.
const send = async (method, url, headers, body) => {
  const answer = await fetch(url.replace(OFFICIAL, given.url), { method, headers, body });
  const text = await answer.text();
  const seen = Object.fromEntries(answer.headers);
  return { status: answer.status, text, headers: seen, data: text && JSON.parse(text) };
};
pay.createHttp({
  get: (url, headers) => send('GET', url, headers),
  post: (url, body, headers) => send('POST', url, headers, JSON.stringify(body)),
  upload: () => { throw new Error('its one upload is that of payments'); },
});

const call = async (method, path, body) => {
  const authorization = body ? pay.buildAuthorization(method, path, body) : pay.buildAuthorization(method, path);
  const headers = pay.getHeaders(authorization, body ? { 'Content-Type': 'application/json' } : {});
  const answer = await send(method, OFFICIAL + path, headers, body && JSON.stringify(body));
  const verified = await pay.verifySign({
    timestamp: answer.headers['wechatpay-timestamp'], nonce: answer.headers['wechatpay-nonce'],
    serial: answer.headers['wechatpay-serial'], signature: answer.headers['wechatpay-signature'],
    body: answer.text, apiSecret: given.apiv3Key,
  });
  return [answer.status, verified, answer.data];
};

const PREFIX = '/v3/marketing/partner/product-coupon/image-generation-tasks';
const query = `brand_id=${given.task.brand_id}&image_generation_type=${given.task.image_generation_type}`;
const notified = [];
for (const { headers, body } of given.notifications) {
  const isTrue = await pay.verifySign({
    timestamp: headers['Wechatpay-Timestamp'], nonce: headers['Wechatpay-Nonce'], serial: headers['Wechatpay-Serial'],
    signature: headers['Wechatpay-Signature'], body, apiSecret: given.apiv3Key,
  });
  const { ciphertext, nonce, associated_data } = JSON.parse(body).resource;
  notified.push([isTrue, pay.decipher_gcm(ciphertext, associated_data, nonce, given.apiv3Key)]);
}
console.log(JSON.stringify({
  serial: pay.getSN(Buffer.from(given.certificate)),
  submitted: await call('POST', PREFIX, given.task),
  fetched: await call('GET', `${PREFIX}/${given.task.task_id}?${query}`),
  unknown: await call('GET', `${PREFIX}/no_such_task_1?${query}`),
  certificates: (await pay.get_certificates(given.apiv3Key)).map(({ serial_no, publicKey }) => [serial_no, publicKey]),
  notified,
}));

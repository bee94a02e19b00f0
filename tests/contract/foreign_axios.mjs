// wechatpay-axios-plugin at the sandbox: calls, an upload, certificates, notifications. Standard input: see check_foreign_clients.py.
import { readFileSync } from 'node:fs';
import plugin from 'wechatpay-axios-plugin';

const { Wechatpay, Aes, Rsa, Formatter, Multipart } = plugin;
const given = JSON.parse(readFileSync(0, 'utf8'));
const client = (certs) =>
  new Wechatpay({
    mchid: given.mchid, serial: given.serial, privateKey: given.privateKey, certs, baseURL: given.url,
    headers: { Accept: 'application/json' },
  });
const wxpay = client({ [given.publicKeyId]: given.publicKey });
const root = wxpay.chain('v3/marketing/partner/product-coupon');
const refused = async (call) => {
  try {
    await call();
    return null;
  } catch (error) {
    return { status: error.response?.status ?? null, code: error.response?.data?.code ?? error.code, message: error.message };
  }
};

const submitted = await root.chain('image-generation-tasks').post(given.task);
const params = { brand_id: given.task.brand_id, image_generation_type: given.task.image_generation_type };
const fetched = await root.chain(`image-generation-tasks/${given.task.task_id}`).get({ params });

const picture = Buffer.from(given.picture, 'base64');
const meta = { filename: 'a.png', sha256: given.sha256 };
const form = new Multipart();
form.append('meta', JSON.stringify(meta));
form.append('file', picture, 'a.png', 'image/png');
const uploaded = await root.chain('media/upload-image').post(form, { meta, headers: form.getHeaders() });

const { publicKeyId } = given;
const listed = await wxpay.chain('v3/certificates').get({ headers: { 'Wechatpay-Serial': publicKeyId } });
const certificates = listed.data.data.map(({ encrypt_certificate: { ciphertext, nonce, associated_data } }) =>
  Aes.AesGcm.decrypt(ciphertext, given.apiv3Key, nonce, associated_data));

const notified = given.notifications.map(({ headers, body }) => {
  const text = Formatter.response(headers['Wechatpay-Timestamp'], headers['Wechatpay-Nonce'], body);
  const isTrue = Rsa.verify(text, headers['Wechatpay-Signature'], Rsa.from(given.publicKey, Rsa.KEY_TYPE_PUBLIC));
  const { ciphertext, nonce, associated_data } = JSON.parse(body).resource;
  return [isTrue, JSON.parse(Aes.AesGcm.decrypt(ciphertext, given.apiv3Key, nonce, associated_data))];
});

console.log(JSON.stringify({
  submitted: submitted.data,
  fetched: fetched.data,
  uploaded: uploaded.data,
  certificates,
  notified,
  unknown: await refused(() => root.chain('image-generation-tasks/no_such_task_1').get({ params })),
  strange: await refused(() => client({ PUB_KEY_ID_404: given.publicKey }).chain('v3/certificates').get()),
}));

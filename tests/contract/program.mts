// A program in TypeScript that calls two operations by the types that openapi-typescript makes of openapi.yaml.
// Each `@ts-expect-error` is a slip that the types must find: without an error there the compiler fails.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };

const [, , baseUrl = "", authorization = ""] = process.argv;
const client = createClient<paths>({ baseUrl, headers: { Authorization: authorization } });

const task: components["schemas"]["SubmitImageGenerationTaskRequest"] = {
  brand_id: "120344",
  task_id: "typescript_task_1",
  image_generation_type: "COMBINE_IMAGE",
  combine_image: {
    scope: "ALL",
    type: "NORMAL",
    usage_mode: "SINGLE",
    normal_coupon: { threshold: 10000, discount_amount: 100 },
  },
};

const submitted = await client.POST("/v3/marketing/partner/product-coupon/image-generation-tasks", { body: task });
if (submitted.error) throw new Error(submitted.error.message);
const number: string = submitted.data.task_id;

const asked = await client.GET("/v3/marketing/partner/product-coupon/image-generation-tasks/{task_id}", {
  params: {
    path: { task_id: number },
    query: { brand_id: "120344", image_generation_type: "COMBINE_IMAGE" },
  },
});
if (asked.error) throw new Error(asked.error.message);
const state: "PROCESSING" | "FAIL" | "SUCCESS" = asked.data.task_state;
console.log(number, state);

const refused = await client.POST("/v3/marketing/partner/product-coupon/image-generation-tasks", {
  // @ts-expect-error - no kind of image generation
  body: { ...task, image_generation_type: "PAINT" },
});
if (refused.data) throw new Error("this should have been refused");
const code: string = refused.error.code;
// @ts-expect-error - errors have no such member
refused.error.reason;
console.log(refused.response.status, code);

// Reads {schema, values} and writes for each value what ajv, as strict as it gets, finds wrong with it.
const Ajv = require("ajv");

const { schema, values } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const ajv = new Ajv({
  strict: true,
  strictRequired: false, // "if kind is 指标, then target is required": the key itself is declared further up
  allowUnionTypes: true, // an id is a text or a number
  allErrors: true,
  messages: true,
});
ajv.addFormat("date", true); // dates have a pattern
ajv.addVocabulary(["defaultSnippets", "errorMessage", "patternErrorMessage"]); // for editors
const validate = ajv.compile(schema);
const found = values.map((value) => (validate(value) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`)));
process.stdout.write(JSON.stringify(found));

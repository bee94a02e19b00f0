// Has swagger-parser check a document; what it finds ends the program.
import SwaggerParser from "@apidevtools/swagger-parser";

const document = await SwaggerParser.validate(process.argv[2]);
console.log(`${document.info.version}: ${Object.keys(document.paths).length} paths`);

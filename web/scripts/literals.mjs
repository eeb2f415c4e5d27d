// No words in JSX: all that people read comes from src/i18n, so that both languages are complete.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const spoken = new Set([
    'aria-label',
    'aria-description',
    'alt',
    'title',
    'placeholder',
    'label',
    'help',
    'submit',
    'error',
]);
const letters = /\p{L}{2,}/u;

export function literals(name, text) {
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const found = [];
    const tell = (node, words) => {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${name}:${line + 1}: literal text “${words.trim()}”: take it from src/i18n`);
    };
    const visit = (node) => {
        if (ts.isJsxText(node) && letters.test(node.text)) tell(node, node.text);
        const inside =
            ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) ? node.expression : undefined;
        if (inside && ts.isStringLiteralLike(inside) && letters.test(inside.text)) tell(node, inside.text);
        if (
            ts.isJsxAttribute(node) &&
            node.initializer &&
            ts.isStringLiteral(node.initializer) &&
            spoken.has(node.name.getText()) &&
            letters.test(node.initializer.text)
        )
            tell(node, node.initializer.text);
        ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
}

const files = readdirSync('src', { recursive: true }).filter((name) => name.endsWith('.tsx'));
const found = files.flatMap((name) => literals(join('src', name), readFileSync(join('src', name), 'utf8')));
for (const line of found) console.log(line);
console.log(`literals: ${files.length} files, ${found.length} to mend`);
process.exit(found.length ? 1 : 0);

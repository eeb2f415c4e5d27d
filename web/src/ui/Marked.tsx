import { pieces } from './highlight';

export function Marked({ text, query }: { text: string; query: string }) {
    if (!query) return text;
    return pieces(text, query).map(({ text: part, hit }, at) => (hit ? <mark key={at}>{part}</mark> : part));
}

import type { ChannelKey } from '../api/parts';
import { useWords } from '../i18n';

/** What a list said, part by part, with the channel by its name: `phone: ja (Messe); Bereich: Strom`. */
export function saidParts(said: string): { key: string; word: string }[] {
    return said.split('; ').map((part) => {
        const found = /^([\w-]+): (.*)$/su.exec(part);
        return found ? { key: found[1] ?? '', word: found[2] ?? '' } : { key: '', word: part };
    });
}

export function useSaid() {
    const { channel, claims } = useWords();
    return (said: string) =>
        saidParts(said)
            .map(({ key, word }) => {
                if (key === 'Bereich') return claims.area(claims.quoted(word));
                const name = channel[key as ChannelKey] as string | undefined;
                const quoted = claims.quoted(word);
                return name ? `${name}: ${quoted}` : key ? `${key}: ${quoted}` : quoted;
            })
            .join(', ');
}

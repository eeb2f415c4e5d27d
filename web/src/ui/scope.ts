// Areas and channels of a consent, an objection or a claim in words.
import { useAreaName, useHouse } from '../api/house';
import type { ChannelKey, Scope } from '../api/parts';
import { useWords } from '../i18n';

export function useScopeWords() {
    const words = useWords();
    const areaName = useAreaName();
    const { channels: all } = useHouse();
    return (areas: Scope, channels: ChannelKey[]) => {
        const where = areas.all ? words.card.allAreas : areas.areas.map(areaName).join(', ');
        const how =
            channels.length === 0 || channels.length === all.length
                ? words.card.allChannels
                : channels.map((channel) => words.channel[channel]).join(', ');
        return `${where} · ${how}`;
    };
}

// Every command with its keys, as far as the role may use it.
import { FileQuestion, FileUp, Keyboard, LogOut, Moon, ScrollText, UserPlus, Users } from 'lucide-react';
import { useRight } from '../../api/session';
import { useSpeech } from '../../i18n';
import { fold } from '../../ui/highlight';
import { navigate } from '../../ui/navigation';
import { usePlaces } from '../places';
import { useTheme } from '../theme';
import type { Item } from './item';

export function useCommands(onKeys: () => void, onLeave: () => void): Item[] {
    const { words, language, setLanguage } = useSpeech();
    const { theme, toggle } = useTheme();
    const icons = { persons: Users, claims: FileQuestion, import: FileUp, log: ScrollText } as const;
    const goes = usePlaces().map((place): Item => {
        const Icon = icons[place.key];
        return {
            id: place.path,
            icon: <Icon size={16} aria-hidden="true" />,
            text: words.palette.goTo(words.nav[place.key]),
            keys: `G ${place.letter.toUpperCase()}`,
            run: () => navigate(place.path),
        };
    });
    const mayCreate = useRight('create_person');
    const create: Item = {
        id: 'create',
        icon: <UserPlus size={16} aria-hidden="true" />,
        text: words.newPerson.open,
        keys: 'N',
        run: () => navigate('/kunden?neu=1'),
    };
    return [
        ...goes,
        ...(mayCreate ? [create] : []),
        {
            id: 'keys',
            icon: <Keyboard size={16} aria-hidden="true" />,
            text: words.shell.keys,
            keys: '?',
            run: onKeys,
        },
        {
            id: 'theme',
            icon: <Moon size={16} aria-hidden="true" />,
            text: theme === 'dark' ? words.shell.toLight : words.shell.toDark,
            run: toggle,
        },
        {
            id: 'language',
            icon: (
                <span className="palette-icon" aria-hidden="true">
                    {words.shell.otherLanguageShort}
                </span>
            ),
            text: words.shell.otherLanguage,
            run: () => setLanguage(language === 'de' ? 'en' : 'de'),
        },
        { id: 'out', icon: <LogOut size={16} aria-hidden="true" />, text: words.shell.logOut, run: onLeave },
    ];
}

export function matches(text: string, query: string) {
    const folded = fold(text).letters;
    return fold(query.trim())
        .letters.split(' ')
        .every((word) => folded.includes(word));
}

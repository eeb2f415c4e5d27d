// All keys, and the switch that turns single letters off.
import { useState } from 'react';
import { useWords } from '../i18n';
import { Dialog } from '../ui/Dialog';
import { Tick } from '../ui/fields';
import { letterKeys } from '../ui/keys';

export function KeyOverview({ onClose }: { onClose: () => void }) {
    const { keys } = useWords();
    const [on, setOn] = useState(letterKeys.on);
    const groups: [string, [string[], string][]][] = [
        [
            keys.everywhere,
            [
                [[`${keys.ctrl} K`], keys.palette],
                [['G', 'K'], keys.goPersons],
                [['G', 'B'], keys.goClaims],
                [['G', 'I'], keys.goImport],
                [['G', 'P'], keys.goLog],
                [['?'], keys.overview],
            ],
        ],
        [
            keys.list,
            [
                [['/'], keys.search],
                [['J', 'K', '↓', '↑'], keys.move],
                [[keys.enter], keys.open],
                [['N'], keys.create],
            ],
        ],
        [
            keys.card,
            [
                [['A'], keys.call],
                [['W'], keys.objection],
                [['E'], keys.consent],
                [['B'], keys.edit],
                [['N'], keys.create],
                [['J', 'K'], keys.neighbour],
                [['←', '↑', '↓', '→'], keys.matrix],
            ],
        ],
        [
            keys.form,
            [
                [[`${keys.ctrl} ${keys.enter}`], keys.save],
                [[keys.esc], keys.escape],
            ],
        ],
    ];
    return (
        <Dialog title={keys.title} onClose={onClose} wide>
            <div className="key-groups">
                {groups.map(([title, rows]) => (
                    <section key={title}>
                        <h3>{title}</h3>
                        <dl className="key-list">
                            {rows.map(([names, what]) => (
                                <div key={what}>
                                    <dt>{what}</dt>
                                    <dd>
                                        {names.map((name) => (
                                            <kbd key={name} className="kbd">
                                                {name}
                                            </kbd>
                                        ))}
                                    </dd>
                                </div>
                            ))}
                        </dl>
                    </section>
                ))}
            </div>
            <Tick
                checked={on}
                onChange={(next) => {
                    letterKeys.on = next;
                    setOn(next);
                }}
            >
                {keys.letters}
                <span className="help block">{keys.lettersHelp}</span>
            </Tick>
        </Dialog>
    );
}

// The dialogs of a card. The objection is part of the screen, so that it opens even when nothing more can be loaded.
import { useHouse } from '../../../api/house';
import type { Claim } from '../../../api/parts';
import { startOf } from '../../../features/consent/start';
import type { Person } from '../../../api/schema';
import { ObjectionDialog } from '../../../features/objection/ObjectionDialog';
import type { Spot } from '../../../features/permission/verdict';
import { laterDialog } from '../../../ui/later';
import { navigate } from '../../../ui/navigation';
import { ErrorBoundary } from '../../ErrorBoundary';

const ConsentDialog = laterDialog(() => import('../../../features/consent/ConsentDialog'));
const EditPersonDialog = laterDialog(() => import('../../../features/person/EditPersonDialog'));
const NewPersonDialog = laterDialog(() => import('../../../features/person/NewPersonDialog'));
const InterestDialog = laterDialog(() => import('../../../features/interest/InterestDialog'));
const ContactDialog = laterDialog(() => import('../../../features/permission/ContactDialog'));

export type Open = 'objection' | 'consent' | 'interest' | 'call' | 'edit' | 'new' | null;

interface Props {
    open: Open;
    person: Person;
    spot: Spot;
    /** The claim a consent proves. */
    claim: Claim | undefined;
    onClose: () => void;
    onDone: () => void;
    onReload: () => void;
    onObjection: (() => void) | undefined;
}

export function CardDialogs({ open, person, spot, claim, onObjection, ...handlers }: Props) {
    const { area_no, channel } = spot;
    const { person_id, name } = person;
    const rest = { person_id, name, ...handlers };
    const { areas } = useHouse();
    const start = claim ? startOf(claim, areas) : { areas: area_no ? [area_no] : [], channels: [channel] };
    if (open === 'objection')
        return <ObjectionDialog area_no={area_no || undefined} channel={channel} {...rest} />;
    return (
        <ErrorBoundary key={open} onClose={rest.onClose}>
            {open === 'consent' && <ConsentDialog start={start} objections={person.objections} {...rest} />}
            {open === 'edit' && (
                <EditPersonDialog person={person} onClose={rest.onClose} onDone={rest.onDone} />
            )}
            {open === 'new' && (
                <NewPersonDialog
                    onClose={rest.onClose}
                    onDone={(made) => navigate(`/kunden/${made.person_id}`)}
                />
            )}
            {open === 'interest' && <InterestDialog area_no={area_no} {...rest} />}
            {open === 'call' && (
                <ContactDialog
                    person_id={person_id}
                    name={name}
                    question={{ area_no, channel: 'phone' }}
                    onClose={rest.onDone}
                    onObjection={onObjection}
                />
            )}
        </ErrorBoundary>
    );
}

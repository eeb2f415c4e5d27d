// Channels and how a row of the list shows their status: channel icon and status icon side by side, one spoken sentence.
import {
    Bell,
    Bot,
    Mail,
    MailOpen,
    MessageCircle,
    MessageSquare,
    Phone,
    Printer,
    Share2,
} from 'lucide-react';
import type { ChannelKey } from '../api/parts';
import type { Badge } from '../api/schema';
import { useFormat, useWords } from '../i18n';
import { StatusIcon } from './status';

const icons = {
    phone: Phone,
    robocall: Bot,
    email: Mail,
    sms: MessageSquare,
    messenger: MessageCircle,
    social_dm: Share2,
    push: Bell,
    fax: Printer,
    post: MailOpen,
} as const;

export function ChannelIcon({ channel, size = 16 }: { channel: ChannelKey; size?: number }) {
    const Icon = icons[channel];
    return <Icon size={size} aria-hidden="true" />;
}

/** The few badges of one person, named as a whole: four stops per row would make the list unreadable by ear. */
export function ChannelBadges({ permissions }: { permissions: Badge[] }) {
    const words = useWords();
    const format = useFormat();
    const sentence = permissions
        .map(({ channel, status }) => `${format.alone(words.channel[channel])}: ${words.status[status]}`)
        .join(', ');
    return (
        <span className="badges" role="img" aria-label={sentence} title={sentence}>
            {permissions.map(({ channel, status }) => (
                <span key={channel} className={`badge ${status}`}>
                    <ChannelIcon channel={channel} size={14} />
                    <StatusIcon status={status} size={13} />
                </span>
            ))}
        </span>
    );
}

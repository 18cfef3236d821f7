package dev.remit.core.escalation;

import java.util.Locale;

/** Why a conversation goes to a person; what weighs most comes first. */
public enum Topic {
    SELF_HARM,
    MINORS,
    LEGAL,
    REGULATED,
    DISPUTE,
    COMPLAINT,
    PRESS,
    HIGH_VALUE,
    ANGRY,
    UNUSUAL,
    UNCLEAR,
    /** The agent is at the end of what it may do; said by the gateway, never found in a text. */
    BOUNDARY;

    /** As it is written in YAML and stands in records. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

namespace Patchbay.Server.Platform.Limits;

/// <summary>What is counted. Each kind has a setting of its own.</summary>
internal enum LimitKind
{
    /// <summary>Refused keys and session tokens of one source.</summary>
    WrongKeys,

    /// <summary>Look-ups of keys and session tokens that were refused, of one source.</summary>
    WrongKeyLookUps,

    /// <summary>Refused keys with one key id, from all sources.</summary>
    WrongKeysOfKey,

    /// <summary>Log-ins of one source.</summary>
    LogIns,

    /// <summary>Hosted pages and the calls of their scripts, of one source.</summary>
    Pages,

    /// <summary>The page of one link and the calls of its script, from all sources.</summary>
    PagesOfLink,

    /// <summary>Returns from Meta's dialogs, of one source.</summary>
    Callbacks,

    /// <summary>Handshakes with a wrong token, of one source.</summary>
    Handshakes,

    /// <summary>Handshakes with a wrong token at the address of one number or account, from all sources.</summary>
    HandshakesOfAddress,

    /// <summary>Webhooks without a right signature, of one source.</summary>
    UnsignedBodies,

    /// <summary>Objects that one organization creates on one route.</summary>
    Creations,

    /// <summary>Requests with one key, or of one user.</summary>
    Requests,

    /// <summary>Requests of one organization in one environment.</summary>
    RequestsOfOrganization,
}

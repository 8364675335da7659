namespace Patchbay.Faults.Load;

/// <summary>What a stranger does.</summary>
internal enum StrangerKind
{
    /// <summary>Guesses API keys: well-formed ones and others.</summary>
    WrongKeys,

    /// <summary>Guesses passwords.</summary>
    LogIns,

    /// <summary>Posts webhooks with a wrong signature, to every kind of hook.</summary>
    WrongSignatures,

    /// <summary>Guesses the addresses of links.</summary>
    LinkAddresses,

    /// <summary>Sends a body one byte at a time.</summary>
    SlowBodies,

    /// <summary>Breaks a body off, or sends a malformed one.</summary>
    BrokenBodies,

    /// <summary>Opens a connection, sends part of a request and waits.</summary>
    HalfOpen,
}

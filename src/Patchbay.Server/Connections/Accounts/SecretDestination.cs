namespace Patchbay.Server.Connections.Accounts;

/// <summary>
/// The members that decide where a secret is sent and how it is protected. A stored secret never follows a change of
/// them: otherwise a caller who may change settings but does not know the secret could have it sent to a listener of
/// their own.
/// </summary>
/// <param name="Host">The member with the host.</param>
/// <param name="Port">The member with the port; without a value the security decides.</param>
/// <param name="Security">The member with the security; without a value it is TLS.</param>
internal sealed record SecretDestination(string Host, string Port, string Security)
{
    private static readonly string[] WeakestFirst = ["none", "starttls", "tls"];

    /// <summary>What changed so that the secret must be sent again; null when it may stay.</summary>
    public string? WhatChanged(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        if (!after.TryGetValue(Host, out var host))
            return null;
        if (!before.TryGetValue(Host, out var then) || !then.Equals(host, StringComparison.OrdinalIgnoreCase))
            return "host";
        if (PortOf(before) != PortOf(after))
            return "port";
        return StrengthOf(after) < StrengthOf(before) ? "security" : null;
    }

    private string PortOf(IReadOnlyDictionary<string, string> config) =>
        config.GetValueOrDefault(Port) ?? SecurityOf(config);

    private int StrengthOf(IReadOnlyDictionary<string, string> config) =>
        Array.IndexOf(WeakestFirst, SecurityOf(config));

    private string SecurityOf(IReadOnlyDictionary<string, string> config) =>
        config.GetValueOrDefault(Security) ?? WeakestFirst[^1];
}

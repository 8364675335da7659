using Patchbay.Graph;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A two-step verification PIN to register a number with.</summary>
/// <param name="Value">Six digits.</param>
/// <param name="IsGiven">Whether the caller named it in this call.</param>
/// <param name="IsKnown">Whether it is the number's as far as we know; false for one that we drew.</param>
internal sealed record NumberPin(Secret Value, bool IsGiven, bool IsKnown);

/// <summary>The two-step verification PINs that numbers are registered under.</summary>
internal sealed class NumberPins(PhoneStore phones, NumberSetup setup, Vault vault, Ids ids, TimeProvider clock)
{
    /// <summary>Returns the stored PIN of a connection's number; null when none is stored.</summary>
    public async Task<Secret?> OfAsync(ConnectionRow connection, CancellationToken cancellation) =>
        (await KeptAsync(connection, cancellation))?.Value;

    /// <summary>Returns the given PIN, the stored PIN, or a new random PIN for a number that has none.</summary>
    public async Task<NumberPin> ChooseAsync(Secret? given, ConnectionRow? held, CancellationToken cancellation)
    {
        if (given is not null)
            return new(given, IsGiven: true, IsKnown: true);
        var kept = held is null ? null : await KeptAsync(held, cancellation);
        return kept ?? new(new Secret(ids.Pin()), IsGiven: false, IsKnown: false);
    }

    /// <summary>
    /// Registers a connection's number at Meta under a PIN, which is then stored. Returns false when the connection has
    /// no number.
    /// </summary>
    public async Task<Outcome<bool>> RegisterAsync(
        GraphSession meta,
        ConnectionRow connection,
        Secret pin,
        CancellationToken cancellation
    )
    {
        if (await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation) is not { } phone)
            return false;
        if (phone.IsCoexistence)
            return RegistrationProblems.OnBusinessApp;
        var obstacle = await setup.RegisterAsync(meta, phone, pin, CancellationToken.None);
        return obstacle is null ? true : RegistrationProblems.Of(obstacle, clock.GetUtcNow());
    }

    private async Task<NumberPin?> KeptAsync(ConnectionRow connection, CancellationToken cancellation)
    {
        var phone = await phones.FindByConnectionAsync(connection.Tenant, connection.Id, cancellation);
        if (phone?.Pin is not { } box)
            return null;
        var pin = await vault.OpenAsync(PhoneStore.PinPlace(phone.OrganizationId, phone.Id), box, cancellation);
        return new(pin, IsGiven: false, phone.PinIsKnown);
    }
}

using Patchbay.Graph;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A number to register at Meta, and the PIN to do it with.</summary>
/// <param name="Environment">Of the number.</param>
/// <param name="MetaPhoneNumberId">Meta's id.</param>
/// <param name="Pin">Six digits.</param>
internal sealed record WantedRegistration(string Environment, string MetaPhoneNumberId, Secret Pin)
{
    /// <summary>Whether the caller named the PIN in this very call.</summary>
    public bool IsPinGiven { get; init; }

    /// <summary>Whether the PIN is the number's as far as we know; false for one that we drew.</summary>
    public bool IsPinKnown { get; init; }

    /// <summary>Whether Meta says that the number has a PIN.</summary>
    public bool? HasPin { get; init; }
}

/// <summary>
/// The one way to register a number. Nothing is sent that Meta would refuse as surely as before, because each such call
/// counts against the number: not while Meta asks to wait, not an eleventh call within 72 hours, and no PIN that we
/// drew where the owner has set one.
/// </summary>
internal sealed class NumberRegistration(RegistrationStore registrations, Database database, TimeProvider clock)
{
    /// <returns>Null when the number is registered.</returns>
    public async Task<RegistrationObstacle?> RunAsync(GraphSession meta, WantedRegistration wanted)
    {
        var (environment, number, _) = wanted;
        var known = await registrations.FindAsync(environment, number, CancellationToken.None);
        if (known?.ObstacleAt(clock.GetUtcNow()) is { Until: not null } held)
            return held;
        if (!wanted.IsPinGiven && IsOwnersPinMissing(wanted, known))
        {
            await database.WriteAsync(
                session => registrations.NeedsPinAsync(session, environment, number),
                CancellationToken.None
            );
            return new(RegistrationReasons.PinRequired);
        }
        var ticket = await registrations.BeginAsync(environment, number);
        return ticket.Call is { } call
            ? await SendAsync(meta, wanted, call, ticket.Known.Reason)
            : ticket.Known.ObstacleAt(clock.GetUtcNow());
    }

    /// <summary>
    /// Deregisters a number, if Meta would take the call now: it counts with the registrations. False when the number
    /// stays registered.
    /// </summary>
    public async Task<bool> UndoAsync(
        GraphSession meta,
        string environment,
        string number,
        CancellationToken cancellation
    )
    {
        if ((await registrations.BeginAsync(environment, number)).Call is not { } call)
            return false;
        try
        {
            await meta.PhoneNumbers.DeregisterAsync(number, cancellation);
            return true;
        }
        catch (GraphException error)
        {
            if (error is GraphTransportException { Failure: GraphTransportFailure.NotConnected })
                await registrations.TakeBackAsync(call);
            return false;
        }
    }

    private static bool IsOwnersPinMissing(WantedRegistration wanted, RegistrationRow? known) =>
        RegistrationReasons.IsOfPin(known?.Reason) || (!wanted.IsPinKnown && wanted.HasPin == true);

    private async Task<RegistrationObstacle?> SendAsync(
        GraphSession meta,
        WantedRegistration wanted,
        Guid call,
        string? before
    )
    {
        var (environment, number, pin) = wanted;
        try
        {
            await meta.PhoneNumbers.RegisterAsync(number, pin.Reveal(), CancellationToken.None);
            await registrations.SucceededAsync(environment, number);
            return null;
        }
        catch (GraphException error)
        {
            if (error is GraphTransportException { Failure: GraphTransportFailure.NotConnected })
                await registrations.TakeBackAsync(call);
            var now = clock.GetUtcNow();
            var after = RegistrationRules.After(error, wanted.IsPinGiven, before, now);
            await registrations.FailedAsync(environment, number, after);
            return (after.ObstacleAt(now) ?? new(RegistrationReasons.NotRegistered)) with { Error = error };
        }
    }
}

using Patchbay.Graph;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Channels.WhatsApp;

/// <summary>Makes a proven number ready at Meta before anything is stored here.</summary>
internal sealed class NumberPreparation(
    NumberRegistration registration,
    ConnectionStore connections,
    TimeProvider clock
)
{
    /// <summary>
    /// Subscribes, then registers a number that is not live yet. When the registration of a new number fails, the
    /// subscription is undone.
    /// </summary>
    public async Task<Outcome<ProvenNumber>> RunAsync(
        ProvenNumber proven,
        NumberPin pin,
        bool isNew,
        CancellationToken cancellation
    )
    {
        var (meta, number) = (proven.App.As(proven.Access.Token), proven.Access.Number!);
        try
        {
            await meta.BusinessAccounts.SubscribeAppAsync(proven.Access.Account!.Id, cancellationToken: cancellation);
        }
        catch (GraphException error)
        {
            return AccountProblems.OfMeta(MetaProblems.From(error), MetaSteps.SubscribeApp);
        }
        if (number.IsOnBizApp == true || number.Status == PhoneNumberStatus.Connected)
            return proven;
        var obstacle = await registration.RunAsync(meta, WantedOf(proven, number, pin));
        if (obstacle is null)
            return Registered(proven, await ReadAsync(meta, number, cancellation));
        if (isNew)
            await TakeBackAsync(proven, cancellation);
        return ProblemOf(obstacle);
    }

    private Problem ProblemOf(RegistrationObstacle obstacle)
    {
        var problem = RegistrationProblems.Of(obstacle, clock.GetUtcNow());
        return AccountProblems.OfMeta(problem, MetaSteps.RegisterNumber);
    }

    private static ProvenNumber Registered(ProvenNumber proven, PhoneNumber live) =>
        proven with
        {
            Access = proven.Access with { Number = live },
            IsRegisteredHere = true,
        };

    private static WantedRegistration WantedOf(ProvenNumber proven, PhoneNumber number, NumberPin pin) =>
        new(proven.App.Environment, number.Id, pin.Value)
        {
            IsPinGiven = pin.IsGiven,
            IsPinKnown = pin.IsKnown,
            HasPin = number.IsPinEnabled,
        };

    /// <summary>The number after its registration; as it was read before where Meta does not answer.</summary>
    private static async Task<PhoneNumber> ReadAsync(
        GraphSession meta,
        PhoneNumber number,
        CancellationToken cancellation
    )
    {
        try
        {
            return await meta.PhoneNumbers.GetAsync(number.Id, MetaFields.Phone, cancellation);
        }
        catch (GraphException)
        {
            return number with { Status = PhoneNumberStatus.Connected };
        }
    }

    private async Task TakeBackAsync(ProvenNumber proven, CancellationToken cancellation)
    {
        var account = proven.Access.Account!.Id;
        if (await connections.IsWabaHeldElsewhereAsync(proven.App.Environment, account, "", cancellation))
            return;
        try
        {
            await proven.App.As(proven.Access.Token).BusinessAccounts.UnsubscribeAppAsync(account, cancellation);
        }
        catch (GraphException)
        {
            // A remaining subscription does no harm, because events of a number without an owner are quarantined.
        }
    }
}

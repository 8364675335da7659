using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>What was proved: the app, and the number a token of it reaches.</summary>
internal sealed record ProvenNumber(MetaApp App, MetaAccess Access);

/// <summary>Proves that a token reaches a number, and a secret is its app's, before anything is stored.</summary>
internal sealed class NumberProof(MetaApps apps)
{
    private const string Management = "whatsapp_business_management";

    // Every account and number looked at is a call to Meta.
    private const int MaxAccounts = 20,
        MaxNumbers = 2;

    public async Task<(ProvenNumber? Proven, Problem? Problem)> OfAsync(
        string environment,
        Secret token,
        Secret appSecret,
        string phoneNumberId,
        string? wabaId,
        CancellationToken cancellation
    )
    {
        if (apps.Find(environment) is not { } configured)
            return (null, MetaApps.NotConfigured);
        try
        {
            var info = await apps.Unproven(configured, token).Tokens.DebugAsync(token.Reveal(), cancellation);
            if (info is not { IsValid: true, AppId: { } appId })
                return (null, ConnectionProblems.TokenInvalid);
            var app = apps.With(environment, appId, appSecret)!;
            if (!await IsSecretOfAsync(app, token, cancellation))
                return (null, NumberProblems.AppSecretInvalid);
            return await ReachAsync(
                app,
                token,
                wabaId is null ? Accounts(info) : [wabaId],
                phoneNumberId,
                cancellation
            );
        }
        catch (GraphException error)
        {
            return (null, ConnectionProblems.OfRead(error, "access_token"));
        }
    }

    /// <summary>The only number that a log-in shares.</summary>
    public static async Task<(ProvenNumber? Proven, Problem? Problem)> OnlyOneAsync(
        MetaApp app,
        Secret token,
        CancellationToken cancellation
    )
    {
        try
        {
            var found = new List<(string Account, string Number)>();
            foreach (var account in Accounts(await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation)))
            {
                await foreach (
                    var number in app.As(token)
                        .PhoneNumbers.ListAllAsync(
                            account,
                            new ListPhoneNumbers { Fields = MetaFields.Phone },
                            cancellation
                        )
                )
                {
                    found.Add((account, number.Id));
                    if (found.Count == MaxNumbers)
                        return (null, NumberProblems.SeveralNumbers);
                }
            }
            return found is [var only]
                ? await ReachAsync(app, token, [only.Account], only.Number, cancellation)
                : (null, NumberProblems.NoNumber);
        }
        catch (GraphException error)
        {
            return (null, MetaProblems.From(error));
        }
    }

    private static async Task<(ProvenNumber?, Problem?)> ReachAsync(
        MetaApp app,
        Secret token,
        IReadOnlyList<string> accounts,
        string phoneNumberId,
        CancellationToken cancellation
    )
    {
        Problem? last = null;
        foreach (var account in accounts)
        {
            (var access, last) = await MetaAccessCheck.WhatsAppAsync(app, token, account, phoneNumberId, cancellation);
            if (access is not null)
                return (new(app, access), null);
        }
        return (null, last ?? NumberProblems.AccountUnknown);
    }

    private static async Task<bool> IsSecretOfAsync(MetaApp app, Secret token, CancellationToken cancellation)
    {
        try
        {
            await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation);
            return true;
        }
        catch (GraphApiException error) when (!error.IsTransient)
        {
            return false;
        }
    }

    private static IReadOnlyList<string> Accounts(TokenInfo info) =>
        [.. (info.GranularScopes?.FirstOrDefault(one => one.Scope == Management)?.TargetIds ?? []).Take(MaxAccounts)];
}

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

    public async Task<Outcome<ProvenNumber>> OfAsync(
        string environment,
        Secret token,
        Secret appSecret,
        string phoneNumberId,
        string? wabaId,
        CancellationToken cancellation
    )
    {
        if (apps.Find(environment) is not { } configured)
            return MetaApps.NotConfigured;
        try
        {
            var info = await apps.Unproven(configured, token).Tokens.DebugAsync(token.Reveal(), cancellation);
            if (info is not { IsValid: true, AppId: { } appId })
                return ConnectionProblems.TokenInvalid;
            var app = apps.With(environment, appId, appSecret)!;
            if (!await IsSecretOfAsync(app, token, cancellation))
                return NumberProblems.AppSecretInvalid;
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
            return ConnectionProblems.OfRead(error, "access_token");
        }
    }

    /// <summary>The only number that a log-in shares.</summary>
    public static async Task<Outcome<ProvenNumber>> OnlyOneAsync(
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
                        return NumberProblems.SeveralNumbers;
                }
            }
            return found is [var only]
                ? await ReachAsync(app, token, [only.Account], only.Number, cancellation)
                : NumberProblems.NoNumber;
        }
        catch (GraphException error)
        {
            return MetaProblems.From(error);
        }
    }

    private static async Task<Outcome<ProvenNumber>> ReachAsync(
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
            var proven = await NumberAccess.ProveAsync(app, token, account, phoneNumberId, cancellation);
            if (proven.TryGet(out var access, out last))
                return new ProvenNumber(app, access);
        }
        return last ?? NumberProblems.AccountUnknown;
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

using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>A number that a token reaches, and the app that the token belongs to.</summary>
internal sealed record ProvenNumber(MetaApp App, MetaAccess Access)
{
    /// <summary>Whether this call registered the number at Meta.</summary>
    public bool IsRegisteredHere { get; init; }

    /// <summary>Meta's id of the number.</summary>
    public string Id =>
        Access.Number?.Id ?? throw new InvalidOperationException("The access was not proved for a number.");
}

/// <summary>Proves that a token reaches a number, and that a secret is its app's, before anything is stored.</summary>
internal sealed class NumberProof(MetaApps apps)
{
    private const string Management = "whatsapp_business_management";

    // Each account and each number costs a call to Meta.
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
            if (apps.With(environment, appId, appSecret) is not { } app)
                return MetaApps.NotConfigured;
            if (!await IsSecretOfAsync(app, token, cancellation))
                return NumberProblems.AppSecretInvalid;
            return await FindNumberAsync(app, token, info, phoneNumberId, wabaId, cancellation);
        }
        catch (GraphException error)
        {
            return ConnectionProblems.OfRead(error, wabaId is null ? "phone_number_id" : "access_token");
        }
    }

    private static async Task<Outcome<ProvenNumber>> FindNumberAsync(
        MetaApp app,
        Secret token,
        TokenInfo info,
        string phoneNumberId,
        string? wabaId,
        CancellationToken cancellation
    )
    {
        var accounts = wabaId is null
            ? await AccountsAsync(app.As(token), info, phoneNumberId, cancellation)
            : [wabaId];
        return await ReachAsync(app, token, accounts, phoneNumberId, cancellation);
    }

    /// <summary>Returns the only number that a log-in shares.</summary>
    public static async Task<Outcome<ProvenNumber>> OnlyOneAsync(
        MetaApp app,
        Secret token,
        CancellationToken cancellation
    )
    {
        try
        {
            var info = await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation);
            return await SharedAsync(app.As(token), Accounts(info), cancellation) switch
            {
                [] => NumberProblems.NoNumber,
                [var (account, number)] => await ReachAsync(app, token, [account], number, cancellation),
                _ => NumberProblems.SeveralNumbers,
            };
        }
        catch (GraphException error)
        {
            return MetaProblems.From(error);
        }
    }

    /// <summary>Returns the first numbers of the accounts: enough to tell whether there is exactly one.</summary>
    private static async Task<IReadOnlyList<(string Account, string Number)>> SharedAsync(
        GraphSession meta,
        IReadOnlyList<string> accounts,
        CancellationToken cancellation
    )
    {
        var query = new ListPhoneNumbers { Fields = MetaFields.Phone };
        var found = new List<(string Account, string Number)>();
        foreach (var account in accounts)
        {
            await foreach (var number in meta.PhoneNumbers.ListAllAsync(account, query, cancellation))
            {
                found.Add((account, number.Id));
                if (found.Count == MaxNumbers)
                    return found;
            }
        }
        return found;
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

    /// <summary>
    /// The account of a number. A token of Embedded Signup names its account; one of a system user covers all accounts
    /// of its owner and names none. Then Meta says it in the health of the number.
    /// </summary>
    private static async Task<IReadOnlyList<string>> AccountsAsync(
        GraphSession meta,
        TokenInfo info,
        string phoneNumberId,
        CancellationToken cancellation
    )
    {
        var named = Accounts(info);
        if (named.Count == 1)
            return named;
        var number = await meta.PhoneNumbers.GetAsync(phoneNumberId, "id,health_status", cancellation);
        var account = number.HealthStatus?.Entities?.FirstOrDefault(entity => entity.EntityType == "WABA")?.Id;
        return account is null ? named : [account];
    }

    private static IReadOnlyList<string> Accounts(TokenInfo info) =>
        [
            .. (info.GranularScopes?.FirstOrDefault(scope => scope.Scope == Management)?.TargetIds ?? []).Take(
                MaxAccounts
            ),
        ];
}

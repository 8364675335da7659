using Patchbay.Graph;
using Patchbay.Graph.OAuth;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// Proves that a token works, belongs to the app, has the permissions and reaches a number. Stores nothing and changes
/// nothing at Meta.
/// </summary>
internal static class NumberAccess
{
    // More than a person chooses from.
    private const int MostChoices = 100;

    public static Task<Outcome<MetaAccess>> ProveAsync(
        MetaApp app,
        Secret token,
        string wabaId,
        string phoneNumberId,
        CancellationToken cancellation
    ) =>
        ProveAsync(
            app,
            token,
            wabaId,
            async numbers =>
                await numbers.FirstOrDefaultAsync(number => number.Id == phoneNumberId, cancellation) is { } found
                    ? found
                    : ConnectionProblems.ScopeMissing("phone_number_id"),
            cancellation
        );

    /// <summary>Proves access to the only number of an account; several are listed in the refusal.</summary>
    public static Task<Outcome<MetaAccess>> ProveOnlyAsync(
        MetaApp app,
        Secret token,
        string wabaId,
        CancellationToken cancellation
    ) =>
        ProveAsync(
            app,
            token,
            wabaId,
            async numbers =>
                await numbers.Take(MostChoices).ToListAsync(cancellation) switch
                {
                    [] => NumberProblems.AccountWithoutNumber,
                    [var number] => number,
                    var several => NumberProblems.ChoiceOf(several),
                },
            cancellation
        );

    private static async Task<Outcome<MetaAccess>> ProveAsync(
        MetaApp app,
        Secret token,
        string wabaId,
        Func<IAsyncEnumerable<PhoneNumber>, Task<Outcome<PhoneNumber>>> choose,
        CancellationToken cancellation
    )
    {
        try
        {
            var info = await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation);
            if (Refuse(info, app.AppId, wabaId) is { } problem)
                return problem;
            return await ReadAsync(app, token, info, wabaId, choose, cancellation);
        }
        catch (GraphException error)
        {
            return ConnectionProblems.OfRead(error, "waba_id");
        }
    }

    private static async Task<Outcome<MetaAccess>> ReadAsync(
        MetaApp app,
        Secret token,
        TokenInfo info,
        string wabaId,
        Func<IAsyncEnumerable<PhoneNumber>, Task<Outcome<PhoneNumber>>> choose,
        CancellationToken cancellation
    )
    {
        var meta = app.As(token);
        var account = await meta.BusinessAccounts.GetAsync(wabaId, MetaFields.Waba, cancellation);
        var query = new ListPhoneNumbers { Fields = MetaFields.Phone };
        var chosen = await choose(meta.PhoneNumbers.ListAllAsync(wabaId, query, cancellation));
        if (!chosen.TryGet(out var number, out var refused))
            return refused;
        return TokenRules.AccessOf(token, info) with { Account = account, Number = number, Name = number.VerifiedName };
    }

    private static Problem? Refuse(TokenInfo token, string appId, string wabaId)
    {
        if (TokenRules.Refuse(token, appId, TokenRules.WhatsAppScopes) is { } problem)
            return problem;
        return TokenRules.WhatsAppScopes.All(scope => TokenRules.Covers(token, scope, wabaId))
            ? null
            : ConnectionProblems.ScopeMissing("waba_id");
    }
}

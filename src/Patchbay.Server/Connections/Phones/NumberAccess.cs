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
    public static async Task<Outcome<MetaAccess>> ProveAsync(
        MetaApp app,
        Secret token,
        string wabaId,
        string phoneNumberId,
        CancellationToken cancellation
    )
    {
        try
        {
            var info = await app.AsApp().Tokens.DebugAsync(token.Reveal(), cancellation);
            if (Refuse(info, app.AppId, wabaId) is { } problem)
                return problem;
            var meta = app.As(token);
            var account = await meta.BusinessAccounts.GetAsync(wabaId, MetaFields.Waba, cancellation);
            if (await FindAsync(meta, wabaId, phoneNumberId, cancellation) is not { } number)
                return ConnectionProblems.ScopeMissing("phone_number_id");
            return TokenRules.AccessOf(token, info) with
            {
                Account = account,
                Number = number,
                Name = number.VerifiedName,
            };
        }
        catch (GraphException error)
        {
            return ConnectionProblems.OfRead(error, "waba_id");
        }
    }

    private static Problem? Refuse(TokenInfo token, string appId, string wabaId)
    {
        if (TokenRules.Refuse(token, appId, TokenRules.WhatsAppScopes) is { } problem)
            return problem;
        return TokenRules.WhatsAppScopes.All(scope => TokenRules.Covers(token, scope, wabaId))
            ? null
            : ConnectionProblems.ScopeMissing("waba_id");
    }

    private static async Task<PhoneNumber?> FindAsync(
        GraphSession meta,
        string wabaId,
        string phoneNumberId,
        CancellationToken cancellation
    )
    {
        var numbers = meta.PhoneNumbers.ListAllAsync(
            wabaId,
            new ListPhoneNumbers { Fields = MetaFields.Phone },
            cancellation
        );
        await foreach (var number in numbers)
        {
            if (number.Id == phoneNumberId)
                return number;
        }
        return null;
    }
}

using Patchbay.Graph;
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
            if (TokenRules.Refuse(info, app.AppId, TokenRules.WhatsAppScopes) is { } problem)
                return problem;
            if (TokenRules.WhatsAppScopes.Any(scope => !TokenRules.Covers(info, scope, wabaId)))
                return ConnectionProblems.ScopeMissing("waba_id");
            var meta = app.As(token);
            var account = await meta.BusinessAccounts.GetAsync(wabaId, MetaFields.Waba, cancellation);
            var numbers = meta.PhoneNumbers.ListAllAsync(
                wabaId,
                new ListPhoneNumbers { Fields = MetaFields.Phone },
                cancellation
            );
            await foreach (var number in numbers)
            {
                if (number.Id == phoneNumberId)
                {
                    return TokenRules.AccessOf(token, info) with
                    {
                        Account = account,
                        Number = number,
                        Name = number.VerifiedName,
                    };
                }
            }
            return ConnectionProblems.ScopeMissing("phone_number_id");
        }
        catch (GraphException error)
        {
            return ConnectionProblems.OfRead(error, "waba_id");
        }
    }
}

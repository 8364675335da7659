using System.Collections.Frozen;

namespace Patchbay.Server.Platform.Meta;

/// <summary>What Meta's well-known error codes mean, and what to do about each.</summary>
public static class MetaSentences
{
    private static readonly FrozenDictionary<int, string> BySubcode = new Dictionary<int, string>
    {
        [2388019] = "The account has as many templates as Meta allows; delete one first.",
        [2388023] =
            "Meta is still deleting the template in this language; use another name or try again in four weeks.",
        [2388024] = "There is a template with this name in this language already; use another name or change that one.",
        [2388039] = "The template cannot be changed in its present status.",
        [2388040] = "A text of the template is longer than Meta allows.",
        [2388047] = "The header of the template is not as Meta requires it.",
        [2388072] = "The body of the template is not as Meta requires it.",
        [2388073] = "The footer of the template is not as Meta requires it.",
        [2388293] = "The template has too many variables for its length; write more text or use fewer variables.",
        [2388299] = "A variable cannot be the first or the last word of a template; write text before and after it.",
        [2388318] = "Meta created this template for Direct Send; it cannot be changed.",
        [2388330] = "Meta created this template for Direct Send; it cannot be deleted.",
        [2388098] = "The business has as many WhatsApp accounts as it can have before its verification.",
        [2388103] = "Meta cannot move this number; the reason is in Meta's details.",
        [2494100] = "The number is in maintenance at Meta; try again later.",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, string> ByCode = new Dictionary<int, string>
    {
        // Access.
        [3] = "The Meta app lacks the capability for this call; add the product to the app.",
        [10] = "The token lacks a permission for this call; connect the account again and grant every permission.",
        [33] = "Meta does not know the number or the account of this call; it was deleted or access to it was removed.",
        [100] = "Meta does not accept a parameter of this call; the details name it where Meta does.",
        [104] = "Meta requires a proof of the app secret for this call; check the app secret of this connection.",
        [190] = "Meta no longer accepts the token of this connection; connect the account again.",
        [200] = "The token lacks a permission for this account; connect the account again and grant every permission.",
        [368] = "Meta has restricted the account for a breach of its policy; see the account in WhatsApp Manager.",
        [130497] = "The account cannot send messages to people of this country.",
        [131005] = "Meta denies access; connect the account again and grant every permission.",
        [131031] = "Meta has locked the account; see the account in WhatsApp Manager.",
        // Rates.
        [80007] = "The WhatsApp account has used up its calls; try again later.",
        [80008] = "The WhatsApp account has used up its calls; try again later.",
        [130429] = "The number sends faster than Meta allows; send more slowly.",
        [131048] = "Meta limits this number because of its quality; see the number in WhatsApp Manager.",
        [131056] = "The number sent too many messages to this person in a short time; wait before the next one.",
        [131057] = "Meta is upgrading the number; try again in a few minutes.",
        [131064] = "Meta limits the account because templates have the wrong category; correct the categories.",
        // Messages.
        [130403] = "The business has blocked this person; unblock the person first.",
        [130472] = "Meta did not deliver this marketing message because the person is part of an experiment of Meta's.",
        [131008] = "A required parameter of the message is missing; the details name it where Meta does.",
        [131009] =
            "A parameter of the message has a value that Meta does not accept; the details name it where Meta does.",
        [131021] = "A number cannot send a message to itself.",
        [131026] = "The person cannot receive this message: not on WhatsApp, an old app, or terms not accepted.",
        [131030] =
            "A test number can send only to people on its list of recipients in the app dashboard; add the person.",
        [131037] = "The number cannot send before Meta has approved its display name.",
        [131042] = "The WhatsApp account has a problem with its payment method; correct it in WhatsApp Manager.",
        [131045] = "The number is not registered correctly; register it again.",
        [131047] = "The person has not written within 24 hours; send a template.",
        [131049] = "Meta limits the marketing messages that a person gets; do not send this one again within 24 hours.",
        [131050] = "The person has stopped marketing messages of this business.",
        [131051] = "Meta does not support messages of this type.",
        [131052] = "Meta could not download the media of the person; ask the person to send it again.",
        [131053] = "Meta could not read the media; check its type, its size and its address.",
        [131055] = "Meta does not allow this call for this number.",
        [131059] = "The cursor of this page is no longer valid; start again from the first page.",
        [131062] = "This message needs the phone number of the person; it cannot be sent to a user id.",
        [131063] = "The account sends marketing templates only through Meta's marketing messages.",
        [135000] = "Meta could not read the message; check its buttons, its lists and its parameters.",
        [137000] = "The identity of the person has changed; confirm it before sending.",
        [139200] = "Meta has blocked Direct Send for this account.",
        // Templates.
        [132000] = "The number of parameters differs from the template's; send one value for each variable.",
        [132001] = "The template does not exist in this language, or is not approved.",
        [132005] = "The template's text is too long with these values; send shorter values.",
        [132007] = "The content breaks Meta's policy for templates.",
        [132008] = "A parameter of the template is missing or has a value that Meta does not accept.",
        [132012] = "A parameter does not have the form that the template expects, such as text for an image.",
        [132015] = "Meta has paused the template because of its quality; improve it or use another one.",
        [132016] = "Meta has disabled the template for good because of its quality; create another one.",
        [132018] = "A parameter of the template has a value that Meta does not accept.",
        [132021] = "Another template has this name already; use another name.",
        [132068] = "Meta has blocked the Flow of this template; correct the Flow.",
        [132069] = "Meta limits the Flow of this template to ten messages an hour; try again later.",
        // Registration.
        [133000] = "The number's earlier deregistration is incomplete; deregister it again, then register it.",
        [133004] = "Meta's registration is not available at the moment; try again later.",
        [133005] = "Meta does not accept this two-step PIN of the number.",
        [133006] = "The number must be verified with a code in WhatsApp Manager before it is registered.",
        [133008] = "Too many wrong PINs: Meta takes no PIN of the number for up to twelve hours.",
        [133009] = "PINs of the number were tried too fast; Meta takes the next one later.",
        [133010] = "The number is not registered for the Cloud API; register it first.",
        [133015] = "The number was deleted at Meta a moment ago; it can be registered later.",
        [133016] = "Meta takes ten registrations of a number within 72 hours; the next one comes later.",
        // Payments, marketing messages.
        [134011] = "The business has not accepted the terms of WhatsApp Payments.",
        [134100] = "Meta's marketing messages take marketing templates only.",
        [134101] = "Meta is still preparing the template for marketing messages; try again in ten minutes.",
        [134102] = "Meta's marketing messages are not available at the moment; try again later.",
    }.ToFrozenDictionary();

    /// <summary>The sentence of a code; null when the code is not well known.</summary>
    public static string? Find(int code, int? subcode) =>
        subcode is { } known && BySubcode.TryGetValue(known, out var narrow) ? narrow
        : ByCode.TryGetValue(code, out var sentence) ? sentence
        : null;
}

using System.Collections.Frozen;

namespace Patchbay.Emulator.Graph;

/// <summary>WhatsApp's own codes: title and HTTP status.</summary>
internal static class ProductErrors
{
    private static readonly FrozenDictionary<int, (string Title, int Status)> Known = new Dictionary<int, (string, int)>
    {
        [0] = ("AuthException", 401), [1] = ("API Unknown", 400), [2] = ("API Service", 503), [3] = ("API Method", 500),
        [4] = ("Application request limit reached", 400), [10] = ("Permission Denied", 403), [33] = ("Parameter value is not valid", 400),
        [100] = ("Invalid parameter", 400), [190] = ("Access token has expired", 401), [368] = ("Temporarily blocked for policies violations", 403),
        [613] = ("Calls to this api have exceeded the rate limit.", 400), [80007] = ("There have been too many calls to this WhatsApp Business account.", 400),
        [130403] = ("The business has blocked this user", 400), [130429] = ("Rate limit hit", 400), [130472] = ("User's number is part of an experiment", 400),
        [130497] = ("Business account is restricted from messaging users in this country", 403),
        [131000] = ("Something went wrong", 500), [131005] = ("Access denied", 403), [131008] = ("Required parameter is missing", 400),
        [131009] = ("Parameter value is not valid", 400), [131016] = ("Service unavailable", 500), [131020] = ("Group has a single member", 400),
        [131021] = ("Recipient cannot be sender", 400), [131026] = ("Message undeliverable", 400), [131030] = ("Recipient phone number not in allowed list", 400),
        [131031] = ("Business Account locked", 403), [131037] = ("Display name approval needed before sending", 400), [131041] = ("Unknown group", 400),
        [131042] = ("Business eligibility payment issue", 400), [131045] = ("Incorrect certificate", 500), [131047] = ("Re-engagement message", 400),
        [131048] = ("Spam rate limit hit", 400), [131049] = ("Message not delivered to maintain healthy ecosystem engagement", 400),
        [131050] = ("User has stopped marketing messages", 400), [131051] = ("Unsupported message type", 400), [131052] = ("Media download error", 400),
        [131053] = ("Media upload error", 400), [131055] = ("Method not allowed", 400), [131056] = ("(Business Account, Consumer Account) pair rate limit hit", 400),
        [131057] = ("Business Account in maintenance mode", 500), [131059] = ("Invalid or expired cursor", 400), [131062] = ("Recipient id not usable for this message", 400),
        [131201] = ("Partial success", 206), [131202] = ("Duplicate participant", 400), [131203] = ("Participant cannot be added", 400),
        [131204] = ("Too many participants", 400), [131207] = ("Group suspended", 403), [131208] = ("Group operation rate limit hit", 429),
        [131211] = ("Group creation limit reached", 400), [131212] = ("Not a participant of the group", 400), [131213] = ("Join request not found", 400),
        [131215] = ("Phone number not eligible for groups", 400),
        [132000] = ("Number of parameters does not match the expected number of params", 400), [132001] = ("Template name does not exist in the translation", 404),
        [132005] = ("Translated text too long", 400), [132007] = ("Template format character policy violated", 400), [132008] = ("Template parameter problem", 400),
        [132012] = ("Parameter format does not match format in the created template", 400), [132015] = ("Template is Paused", 400), [132016] = ("Template is disabled", 400),
        [132018] = ("Template parameter problem", 400), [132068] = ("Flow is in blocked state", 400), [132069] = ("Flow is in throttled state", 400),
        [133000] = ("Incomplete Deregistration", 500), [133004] = ("Server Temporarily Unavailable", 503), [133005] = ("Two step verification PIN Mismatch", 400),
        [133006] = ("Phone number re-verification needed", 400), [133008] = ("Too Many two step verification PIN Guesses", 400),
        [133009] = ("Two step verification PIN Guessed Too Fast", 400), [133010] = ("Phone number not registered", 400),
        [133015] = ("Phone number was recently deleted, wait before registering it", 400), [133016] = ("Account Register Deregister Rate Limit Exceeded", 400),
        [134011] = ("WhatsApp Payments terms of service not accepted", 400), [134100] = ("Only marketing messages supported", 400),
        [134101] = ("Template syncing", 400), [134102] = ("Template unavailable for use", 500), [135000] = ("Generic user error", 400),
        [137000] = ("Recipient identity key hash mismatch", 400), [138000] = ("Calling not enabled", 401), [138001] = ("Receiver uncallable", 400),
        [138002] = ("Concurrent calls limit reached", 429), [138003] = ("Duplicate call", 400), [138006] = ("No call permission from the user", 401),
        [138009] = ("Call permission request limit hit", 400), [138012] = ("Business initiated calls limit hit", 400), [138013] = ("Calling not available", 400),
        [138015] = ("Calling cannot be enabled", 400),
        [138017] = ("Permanent permission already granted", 400), [139000] = ("Blocked by integrity", 400), [139001] = ("Updating attempt failed", 400),
        [139002] = ("Publishing attempt failed", 400), [139003] = ("Deprecating attempt failed", 400), [139004] = ("Deleting attempt failed", 400),
        [139100] = ("Failed to block or unblock some users", 400), [139101] = ("Block list limit reached", 400), [147001] = ("Username not available", 400), [147002] = ("Account not eligible for a username", 400),
        [2593109] = ("History sync is turned off by the business from the WhatsApp Business App", 400),
        [2593107] = ("Synchronization already requested", 400), [2593108] = ("Synchronization window closed", 400),
    }.ToFrozenDictionary();

    public static (string Title, int Status) Find(int code) => Known.TryGetValue(code, out var found) ? found : ("Unknown error", 400);

    public static bool Knows(int code) => Known.ContainsKey(code);
}

namespace Patchbay.Server.Intake;

/// <summary>
/// The number or account that an event is about: a WhatsApp number or another account by Meta's id, an e-mail account
/// by ours.
/// </summary>
public readonly record struct Subject(string Environment, bool IsNumber, string Id);

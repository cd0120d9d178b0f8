"""The Microsoft identity platform: tokens for apps."""

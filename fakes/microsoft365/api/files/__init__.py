"""The SharePoint host: downloads and uploads at addresses of their own."""

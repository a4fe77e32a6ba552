package dev.rookery.examples.providers;

interface AuditLog {}
